"""The road. Each function takes a session, values and `now`: it loads rows, calls the core, writes rows. It commits nothing itself."""
