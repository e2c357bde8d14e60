"""The frame around every page: templates, styles, navigation, refusals, sign-in wall."""
