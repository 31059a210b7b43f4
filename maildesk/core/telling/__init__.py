"""How people are told outside the screens: words without any buyer's data, the shapes of webhooks, what their answers mean."""
