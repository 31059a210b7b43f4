"""The procedures of the trade as ordered tables: what to do about a parcel, a return, a mail."""
