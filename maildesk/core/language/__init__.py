"""Language: which of the desk's languages a text is in, how sure, and which locale answers it."""
