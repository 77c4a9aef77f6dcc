"""What stands beside the body: ranking, red flags, findings, explanations."""
