"""Signing in, second factors, sessions, invitations, roles."""
