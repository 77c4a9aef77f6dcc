"""Simulated patients: a cause is drawn, then what it makes the patient feel and the examiner find."""
