"""Which kind of mail it is: rules over phrases, senders and proofs."""
