"""All that Qt draws."""
