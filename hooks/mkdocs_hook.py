"""Names MkDocs' events. One object answers them: see register/mkdocs/plugin.py."""

from register.mkdocs.plugin import RegisterPlugin

_plugin = RegisterPlugin()

on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_files = _plugin.on_files
on_nav = _plugin.on_nav
on_page_markdown = _plugin.on_page_markdown
on_env = _plugin.on_env
on_template_context = _plugin.on_template_context
on_post_build = _plugin.on_post_build
on_serve = _plugin.on_serve
on_build_error = _plugin.on_build_error
on_shutdown = _plugin.on_shutdown
