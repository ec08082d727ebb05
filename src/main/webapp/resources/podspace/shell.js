/* The frame: menus that close, dialogs that open, the navigation on a phone, and the choice of light or dark. */
(function () {
  "use strict";

  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (menu !== except) {
        menu.open = false;
      }
    });
  }

  function toggleNav(open) {
    var nav = document.getElementById("nav");
    nav.classList.toggle("open", open);
    document.querySelector(".nav-toggle").setAttribute("aria-expanded", String(open));
    if (open) {
      nav.querySelector("a").focus();
    }
  }

  function chooseTheme(mode) {
    document.documentElement.dataset.theme = mode;
    document.cookie = "podspace-theme=" + mode + "; path=/; max-age=31536000; samesite=lax";
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === mode));
    });
  }

  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.menu"));
    var choice = event.target.closest("[data-theme-choice]");
    if (choice) {
      chooseTheme(choice.dataset.themeChoice);
    }
    var dialog = event.target.closest("[data-dialog]");
    if (dialog) {
      PF(dialog.dataset.dialog).show();
    }
    var close = event.target.closest("[data-close]");
    if (close) {
      PF(close.dataset.close).hide();
    }
    var back = event.target.closest("[data-roll-back]");
    if (back) {
      rollBack([{ name: "number", value: back.dataset.rollBack }]);
    }
    var host = event.target.closest("[data-cordon]");
    if (host) {
      cordonHost([{ name: "host", value: host.dataset.host }, { name: "cordon", value: host.dataset.cordon }]);
    }
    var drain = event.target.closest("[data-drain]");
    if (drain) {
      document.getElementById("drainText").textContent = drain.dataset.text;
      document.getElementById("drainDo").dataset.host = drain.dataset.drain;
      PF("drainHostAsk").show();
    }
    if (event.target.closest("#drainDo")) {
      PF("drainHostAsk").hide();
      drainHost([{ name: "host", value: event.target.closest("#drainDo").dataset.host }]);
    }
    var decision = event.target.closest("[data-decide]");
    if (decision) {
      decideRollout([{ name: "wish", value: decision.dataset.decide }]);
    }
    var nav = document.getElementById("nav");
    if (event.target.closest(".nav-toggle")) {
      toggleNav(!nav.classList.contains("open"));
    } else if (nav && nav.classList.contains("open") && !event.target.closest("#nav")) {
      toggleNav(false);
    }
  });

  /** A request of the user's own that did not get through: nothing was changed, and what was typed is still there. */
  function offline() {
    if (!document.getElementById("offline")) {
      var note = document.createElement("div");
      note.id = "offline";
      note.className = "banner is-warning";
      note.setAttribute("role", "alert");
      note.textContent = document.body.dataset.offline;
      (document.querySelector(".ui-dialog:not(.ui-overlay-hidden) .ui-dialog-content") || document.getElementById("content")).prepend(note);
    }
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (window.jQuery) {
      jQuery(document).on("pfAjaxError", function (event, xhr) {
        if (xhr && xhr.status === 0) {
          offline();
        }
      });
      jQuery(document).on("pfAjaxSuccess", function () {
        var note = document.getElementById("offline");
        if (note) {
          note.remove();
        }
      });
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.dataset.member) {
      changeRole([{ name: "member", value: event.target.dataset.member }, { name: "role", value: event.target.value }]);
    }
  });

  /** A field that shows a value of the image says when it no longer does. */
  document.addEventListener("input", function (event) {
    var field = event.target.closest(".field");
    var mark = field && field.querySelector("[data-own]");
    if (mark && event.target.name) {
      mark.classList.toggle("is-changed", event.target.value !== mark.dataset.own);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    var menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    var nav = document.getElementById("nav");
    if (nav && nav.classList.contains("open")) {
      toggleNav(false);
      document.querySelector(".nav-toggle").focus();
    }
  });

  /** On a phone the row of tabs is longer than the page: the one that is open is in sight. */
  document.addEventListener("DOMContentLoaded", function () {
    var here = document.querySelector(".tabs [aria-current]");
    if (here) {
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
})();
