"""All tables, one file per subject. Importing this module registers every one of them."""

from maildesk.db.tables.conversations import Conversation, ConversationOrder, Count, Deed, Note, Participant
from maildesk.db.tables.jobs import Job
from maildesk.db.tables.mailboxes import Folder, LedgerLine, Mailbox, SetAside
from maildesk.db.tables.mails import Correction, Message, RawMail, ThreadRef
from maildesk.db.tables.orders import Buyer, BuyerAddress, OrderRow, ParcelRow
from maildesk.db.tables.people import ApiToken, Notification, ShopSetting, SignInAttempt, User
from maildesk.db.tables.replies import Draft, DraftFile, Outbox

__all__ = [
    "ApiToken", "Buyer", "BuyerAddress", "Conversation", "ConversationOrder", "Correction", "Count", "Deed", "Draft",
    "DraftFile", "Folder", "Job", "LedgerLine", "Mailbox", "Message", "Note", "Notification", "OrderRow", "Outbox",
    "ParcelRow", "Participant", "RawMail", "SetAside", "ShopSetting", "SignInAttempt", "ThreadRef", "User",
]  # fmt: skip
