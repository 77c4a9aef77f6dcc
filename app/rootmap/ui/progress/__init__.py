"""What the learner knows, on the body and in charts."""
