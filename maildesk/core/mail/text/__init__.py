"""From a mail's parts to text a person can read, or to HTML that is safe to show."""
