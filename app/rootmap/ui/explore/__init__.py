"""Looking things up over one or several bodies: maps side by side, a card, root against nerve."""
