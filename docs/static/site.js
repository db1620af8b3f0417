// What the theme leaves out for those who use a keyboard or a screen reader: levels of headings, names of landmarks, and
// a way into what scrolls.
document.addEventListener("DOMContentLoaded", () => {
  for (const it of document.querySelectorAll('.caption[role="heading"]')) it.setAttribute("aria-level", "2");
  for (const it of document.querySelectorAll(".highlight pre")) it.tabIndex = 0;
  document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "Pages");
  document.querySelector(".toc-drawer")?.setAttribute("aria-label", "On this page");
});
