"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nobody signs in with that username and password. Capital letters count in both.",
        "inactive": "This account is closed. Ask your newsroom’s administrator.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "Write your username."
        self.fields["password"].error_messages["required"] = "Write your password."


urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(
            template_name="claims/account/sign_in.html",
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
        ),
        name="sign-in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
