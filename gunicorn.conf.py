"""Read by every gunicorn that is started in this folder: no address that is a key comes into its logs (docs/threat-model.md)."""

logger_class = "safetynet.common.weblogs.MaskedLogger"
