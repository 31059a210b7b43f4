"""What the desk learns of its shop's corrections each night, and what is known with the newest lesson on."""
