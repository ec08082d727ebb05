/*
 * A form after an answer: parts that were unfolded stay so, one with a refused field unfolds, since its message would be
 * hidden, and the first refused field has the focus, unless the user is in another one.
 */
(function () {
  "use strict";

  var FOLDED = "details.more";
  var open = [];
  /** The message that brought the focus to its field. */
  var told = null;

  /** A part is known by its form and its title, since the answer brings new elements. */
  function folded() {
    return Array.from(document.querySelectorAll("form[id]")).flatMap(function (form) {
      return Array.from(form.querySelectorAll(FOLDED)).map(function (part) {
        return { key: form.id + " " + part.querySelector("summary").textContent, part: part };
      });
    });
  }

  function remember() {
    open = folded().filter(function (each) { return each.part.open; }).map(function (each) { return each.key; });
  }

  function unfold() {
    folded().forEach(function (each) {
      if (open.includes(each.key) || each.part.querySelector(".ui-message-error")) {
        each.part.open = true;
      }
    });
  }

  function focusRefused() {
    var message = document.querySelector("form .field .ui-message-error");
    var typing = document.activeElement && document.activeElement.matches("input:not([type=submit]), select, textarea");
    if (told === message || typing) {
      return;
    }
    told = message;
    var field = message && message.closest(".field").querySelector("input:not([type=hidden]), select, textarea");
    if (field && !field.disabled) {
      field.focus();
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    jQuery(document).on("pfAjaxSend", remember);
    jQuery(document).on("pfAjaxComplete", function () {
      unfold();
      focusRefused();
    });
  });
})();
