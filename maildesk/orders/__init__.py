"""Order books: files and API rows become `core.order.Order` values. Reads no database and decides nothing."""
