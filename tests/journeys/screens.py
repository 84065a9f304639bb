"""What every screen owes its reader, asked of a page in the browser."""

from playwright.sync_api import Page


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways; waits where one page is just giving way to the next."""
    page.locator("h1").first.wait_for()
    return page.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")
