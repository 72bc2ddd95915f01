using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>The rules of messages.</summary>
internal static class MessageRules
{
    public static readonly Rule KeyTaken = new("MESSAGE_KEY_TAKEN", new("A message of this key is being sent already.", "该键的消息已在发送。"), Constraint: "ux_messages_key");

    public static readonly Rule Content = new("ATTACHMENT_CONTENT", new("An attachment has either its bytes or a place where they are kept.", "附件须有内容或存放位置之一。"), Constraint: "ck_message_attachments_content");

    public static readonly Rule TooLarge = new("ATTACHMENTS_TOO_LARGE", new("The files of a message have more than 20 MiB together.", "消息附件合计超过 20 MiB。"));

    public static readonly Rule Arrival = new("MESSAGE_ARRIVAL", new("A delivered message has the time and the channel of its arrival, others have none.", "已送达的消息须有送达时间和渠道，其他则没有。"), Constraint: "ck_messages_delivered");

    public static readonly Rule Due = new("MESSAGE_DUE", new("A message that waits is due some time.", "等待中的消息须有到期时间。"), Constraint: "ck_messages_due");

    public static readonly Rule Told = new("MESSAGE_TOLD", new("What only the recipient is to know is not kept once the message arrived.", "消息送达后不再保留仅收件人可知的内容。"), Constraint: "ck_messages_closed");

    public static readonly Rule NoChannel = new("CHANNEL_UNKNOWN", new("This installation has no channel {0}.", "本系统没有渠道 {0}。"), "2.3.1");

    public static readonly Rule NoRoute = new("MESSAGE_UNADDRESSED", new("The message has no way to its recipient that this installation has a channel for.", "该消息没有本系统可用的送达方式。"), "2.3.1");

    public static readonly Rule NothingSaid = new("CALL_TEXT_MISSING", new("The record of a call says how it went.", "通话记录须写明情况。"), "2.3.1", "ck_message_attempts_call");

    public static readonly Rule CallOpen = new("CALL_OPEN", new("There is a phone task for this message already.", "该消息已有未了结的电话任务。"), Constraint: "ux_phone_tasks_open");

    public static readonly Rule UnknownTemplate = new("TEMPLATE_UNKNOWN", new("No installed module has the template {0}.", "没有已安装的模块提供模板 {0}。"));

    public static readonly Rule Broken = new("TEMPLATE_BROKEN", new("The template cannot be used: {0}", "模板无法使用：{0}"));

    public static readonly Rule Empty = new("TEMPLATE_EMPTY", new("A template has a subject and a body.", "模板须有主题和正文。"), Constraint: "ck_message_templates_text");

    public static readonly Rule VersionTaken = new("TEMPLATE_VERSION_TAKEN", new("Someone else is changing this template.", "他人正在修改该模板。"), Constraint: "ux_message_templates_number");
}
