"""The settings of the service: environment variables that begin with BCN_, or the same names in a file .env."""

import hashlib
import hmac
import re
from datetime import time
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///data/baocaonhanh.db"
DEFAULT_KEYS = Path("data/master.keys")
_SQLITE = "sqlite:///"
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


class SettingsError(Exception):
    """The settings cannot be used; the message names each variable and says, in Vietnamese, what to write."""


class Settings(BaseSettings):
    """Durations in seconds, rates per second. Relative paths belong to the folder in which the service is started.

    A name with nothing behind it counts as not written.
    """

    model_config = SettingsConfigDict(
        env_prefix="BCN_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    data_dir: Path = Path("data")
    database_url: str = DEFAULT_DATABASE
    key_file: Path = DEFAULT_KEYS
    backup_dir: Path | None = None
    backup_at: str = "02:30"
    backups_kept: int = Field(default=14, ge=1, le=10_000)
    rules_dir: Path | None = None

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: SecretStr | None = None
    zalo_token: SecretStr | None = None
    zalo_api_url: str = "https://bot-api.zaloplatforms.com"
    zalo_webhook_url: str | None = None
    zalo_webhook_secret: SecretStr | None = None
    zalo_timeout: int = Field(default=20, ge=1, le=300)
    zalo_per_second: float = Field(default=10.0, gt=0, le=10_000)
    public_url: str | None = None
    telegram_timeout: int = Field(default=20, ge=1, le=300)
    send_per_second: float = Field(default=29.5, gt=0, le=10_000)
    chat_per_second: float = Field(default=1.0, gt=0, le=10_000)
    group_per_minute: float = Field(default=20.0, gt=0, le=10_000)

    account_per_minute: float = Field(default=120.0, gt=0, le=1_000_000)

    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65_535)
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=0, le=65_535)
    drain_seconds: float = Field(default=0.0, ge=0, le=600)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"
    demo_clock_url: str | None = None

    @field_validator(
        "telegram_api_url", "telegram_webhook_url", "zalo_api_url", "zalo_webhook_url", "public_url", "demo_clock_url"
    )
    @classmethod
    def _whole_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError("phải là một địa chỉ đầy đủ, ví dụ https://baocao.example.vn/telegram")
        return value.rstrip("/")

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        number, _, rest = value.get_secret_value().partition(":")
        if not number.isdigit() or not rest or any(char.isspace() for char in rest):
            raise ValueError("phải có dạng 123456789:AA…, chép nguyên từ @BotFather")
        return value

    @field_validator("zalo_token")
    @classmethod
    def _has_no_space(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if any(char.isspace() or char == "/" for char in value.get_secret_value()):
            raise ValueError("phải chép nguyên từ trang Zalo Bot, không có khoảng trắng")
        return value

    @field_validator("telegram_webhook_secret", "zalo_webhook_secret")
    @classmethod
    def _fits_a_header(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("chỉ được gồm 16 đến 256 chữ cái không dấu, chữ số, dấu _ và dấu -")
        return value

    @field_validator("backup_at")
    @classmethod
    def _is_a_time_of_day(cls, value: str) -> str:
        try:
            time.fromisoformat(value)
        except ValueError:
            raise ValueError("phải là giờ trong ngày, ví dụ 02:30") from None
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @property
    def resolved_database_url(self) -> str:
        """The default database lies in `data_dir`; a relative SQLite path belongs to the folder of the start."""
        if self.database_url == DEFAULT_DATABASE:
            return f"{_SQLITE}{self.data_dir.resolve() / 'baocaonhanh.db'}"
        if self.database_url.startswith(_SQLITE) and self.database_url != _SQLITE:
            return f"{_SQLITE}{Path(self.database_url.removeprefix(_SQLITE)).resolve()}"
        return self.database_url

    @property
    def keys_at(self) -> Path:
        """The file of the master keys; the default one lies in `data_dir`."""
        return self.data_dir / DEFAULT_KEYS.name if self.key_file == DEFAULT_KEYS else self.key_file

    @property
    def token(self) -> str:
        """Raises SettingsError when there is none."""
        if self.telegram_token is None:
            raise SettingsError(
                "BCN_TELEGRAM_TOKEN chưa có: xin tạo bot với @BotFather trên Telegram rồi chép mã vào tệp .env."
            )
        return self.telegram_token.get_secret_value()

    def check_tokens(self) -> None:
        """Raises SettingsError when there is no messenger to speak with."""
        if self.zalo_token is None:
            _ = self.token

    @property
    def zalo_secret_token(self) -> str:
        """Raises SettingsError when there is none."""
        if self.zalo_token is None:
            raise SettingsError("BCN_ZALO_TOKEN chưa có: xin tạo bot trên trang Zalo Bot rồi chép mã vào tệp .env.")
        return self.zalo_token.get_secret_value()

    @property
    def zalo_secret(self) -> str:
        """What Zalo's webhook call must carry; derived from the token unless it is set."""
        if self.zalo_webhook_secret is not None:
            return self.zalo_webhook_secret.get_secret_value()
        return hmac.new(self.zalo_secret_token.encode(), b"zalo webhook", hashlib.sha256).hexdigest()

    @property
    def webhook_secret(self) -> str:
        """What a webhook call must carry; derived from the token unless it is set."""
        if self.telegram_webhook_secret is not None:
            return self.telegram_webhook_secret.get_secret_value()
        return hmac.new(self.token.encode(), b"telegram webhook", hashlib.sha256).hexdigest()


def load_settings(**given: Any) -> Settings:
    """The settings of this process; `given` wins over the environment. Raises SettingsError."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentence(mistake) for mistake in error.errors())) from None


def _sentence(mistake: Any) -> str:
    name = "BCN_" + "_".join(str(part) for part in mistake["loc"]).upper()
    context = mistake.get("ctx", {})
    match mistake["type"]:
        case "value_error":
            return f"{name} {context['error']}."
        case "literal_error":
            return f"{name} phải là một trong: {context['expected'].replace(' or ', ', ')}."
        case "greater_than" | "greater_than_equal":
            least = context.get("gt", context.get("ge"))
            return f"{name} phải {'lớn hơn' if 'gt' in context else 'từ'} {least:g}."
        case "less_than_equal":
            return f"{name} không được quá {context['le']:g}."
        case kind if kind.startswith("int"):
            return f"{name} phải là một số nguyên."
        case kind if kind.startswith("float"):
            return f"{name} phải là một số."
        case _:
            return f"{name} không dùng được, xin xem lại cách viết."
