"""The sample shop as files: its people and products, the order book, the stories of parcels, the mails of its buyers."""
