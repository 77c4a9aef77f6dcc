"""Pictures for elsewhere: PNG of a drawing."""
