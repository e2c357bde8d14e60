"""Addresses of accounts: allauth's, and ours."""

from django.urls import include, path

from vungxanh.office.pages.accounts import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
