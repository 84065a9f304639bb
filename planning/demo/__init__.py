"""The demo's invented proposals and activities."""
