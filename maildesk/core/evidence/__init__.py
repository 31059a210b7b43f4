"""What is handed in to answer a case: the checklist, the time line, the pages, the reply."""
