"""The bytes of a mail as clients really write them: header lines, charsets, encodings, parts, moments, addresses."""
