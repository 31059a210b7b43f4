"""All tables, one file per subject. Importing this module registers every one of them."""

from maildesk.db.tables.care import (
    AutomaticRule,
    ConsentRow,
    Contact,
    OccasionChoice,
    Outreach,
    OutreachBatch,
    Suppression,
)
from maildesk.db.tables.cases import Case, CaseEvent, CasePaper, DeadlineOverride
from maildesk.db.tables.clocks import ClockRow, EscalationRow, Ring, Task
from maildesk.db.tables.conversations import Conversation, ConversationOrder, Count, Deed, Note, Participant
from maildesk.db.tables.jobs import Job
from maildesk.db.tables.lessons import Lesson
from maildesk.db.tables.mailboxes import Folder, LedgerLine, Mailbox, SetAside
from maildesk.db.tables.mails import Correction, Message, RawMail, ThreadRef
from maildesk.db.tables.orders import Buyer, BuyerAddress, OrderRow, ParcelRow
from maildesk.db.tables.peaks import (
    Overload,
    PeakHour,
    PeakPlan,
    PeakShift,
    PeakTask,
    PreparedAnswer,
    PreparedUse,
    RisingQuestion,
)
from maildesk.db.tables.people import ApiToken, Notification, ShopSetting, SignInAttempt, User
from maildesk.db.tables.replies import Draft, DraftFile, Outbox
from maildesk.db.tables.telling import Delivery, Feed, Webhook

__all__ = [
    "ApiToken", "AutomaticRule", "Buyer", "BuyerAddress", "Case", "CaseEvent", "CasePaper", "ClockRow", "ConsentRow", "Contact",
    "Conversation", "ConversationOrder", "Correction", "Count", "DeadlineOverride", "Deed", "Delivery", "Draft",
    "DraftFile", "EscalationRow", "Feed", "Folder", "Job", "LedgerLine", "Lesson", "Mailbox", "Message", "Note",
    "Notification", "OccasionChoice", "OrderRow", "Outbox", "Outreach", "OutreachBatch", "Overload", "ParcelRow",
    "Participant", "PeakHour", "PeakPlan", "PeakShift", "PeakTask", "PreparedAnswer", "PreparedUse", "RawMail",
    "Ring", "RisingQuestion", "SetAside", "ShopSetting", "SignInAttempt", "Suppression", "Task", "ThreadRef", "User",
    "Webhook",
]  # fmt: skip
