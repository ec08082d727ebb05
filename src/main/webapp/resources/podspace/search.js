/*
 * The search field: "/" goes to it, what is typed narrows the list at once. The server filters, as the address says, so live
 * updates keep the filter, and a link or a reload brings the same list.
 */
(function () {
  "use strict";

  var PAUSE = 150;
  var timer = 0;

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  /** Says in the address what is wanted, and asks for the list by that address. */
  function narrow(field) {
    var address = new URL(location.href);
    address.searchParams.delete("page");
    if (field.value.trim()) {
      address.searchParams.set("q", field.value.trim());
    } else {
      address.searchParams.delete("q");
    }
    history.replaceState(null, "", address);
    document.getElementById("live-calls").action = address.pathname + address.search;
    PodSpace.refreshNow();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var field = document.getElementById("search");
    if (!field) {
      return;
    }
    var here = field.form.getAttribute("action") === location.pathname;
    field.addEventListener("input", function () {
      clearTimeout(timer);
      if (here) {
        timer = setTimeout(narrow, PAUSE, field);
      }
    });
    field.form.addEventListener("submit", function (event) {
      if (here) {
        event.preventDefault();
        clearTimeout(timer);
        narrow(field);
      }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    });
  });
})();
