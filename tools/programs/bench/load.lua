-- Sends the requests of a file over and over. Its first line is the bearer token or "-"; each other line is a method, a path and,
-- behind a tab, a JSON body. What was measured is written as one line of JSON.
local texts, turn = {}, 0

function init(args)
  local lines = io.lines(args[1])
  local token = lines()
  for line in lines do
    local method, path, body = line:match("^(%S+) (%S+)\t?(.*)$")
    local headers = { ["Accept"] = "application/json" }
    if token ~= "-" then headers["Authorization"] = "Bearer " .. token end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    texts[#texts + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  turn = turn % #texts + 1
  return texts[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"microseconds":%d,"bytes":%d,"errors":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
