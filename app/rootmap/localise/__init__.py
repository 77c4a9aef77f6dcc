"""The reasoning: overlap, evidence, ranking, explanation, next test, red flags."""
