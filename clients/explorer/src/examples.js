// What the explorer opens with: an example of each module.
export const examples = [
  {
    query: `# Applications, the newest first. Press the button with the triangle, or Ctrl-Enter.
query Applications {
  applications(first: 10, orderBy: [{ field: RECEIVED_AT, direction: DESC }]) {
    totalCount
    nodes {
      number
      status
      receivedAt
      applicant {
        name
      }
      responsible {
        name
      }
    }
  }
}
`,
  },
  {
    query: `# The departments with their posts.
query Departments {
  departments(first: 10) {
    nodes {
      code
      name
      posts {
        nodes {
          title
        }
      }
    }
  }
}
`,
  },
  {
    query: `# What was done last, and by whom.
query AuditTrail {
  auditEntries(first: 10, orderBy: [{ field: AT, direction: DESC }]) {
    nodes {
      at
      operation
      outcome
      account {
        displayName
      }
    }
  }
}
`,
  },
];
