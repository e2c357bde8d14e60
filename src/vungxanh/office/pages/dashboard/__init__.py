"""The situation from the stored assessment: colours, curves, estimates, clusters."""
