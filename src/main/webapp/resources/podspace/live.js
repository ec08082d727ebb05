/*
 * Live regions (.live): a hint over the WebSocket, or every ten seconds, asks the server for the region once more and
 * changes only what differs. The element with the focus, open disclosures and animations survive.
 */
window.PodSpace = window.PodSpace || {};

(function () {
  "use strict";

  var POLL = 10000;
  var GAP = 200;
  /** A change that just missed one answer is in the next, and that one is there within a second. */
  var WITHIN = 800;
  var RETRY = 2000;
  var busy = false;
  var again = false;
  var last = 0;
  var took = 0;
  var timer = 0;
  var answered = Date.now();
  var failures = 0;

  function same(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");
  }

  function attributes(from, to) {
    Array.from(from.attributes).forEach(function (attribute) {
      if (!to.hasAttribute(attribute.name) && !(attribute.name === "open")) {
        from.removeAttribute(attribute.name);
      }
    });
    Array.from(to.attributes).forEach(function (attribute) {
      if (from.getAttribute(attribute.name) !== attribute.value) {
        from.setAttribute(attribute.name, attribute.value);
      }
    });
  }

  /** Makes one element like another, in place. An element with an id is found again wherever it moved to. */
  function morph(from, to) {
    attributes(from, to);
    var old = from.firstChild;
    Array.from(to.childNodes).forEach(function (wanted) {
      if (old && !same(old, wanted) && wanted.id) {
        var moved = Array.from(from.children).find(function (child) { return child.id === wanted.id; });
        if (moved) {
          from.insertBefore(moved, old);
          old = moved;
        }
      }
      if (!old) {
        from.appendChild(wanted);
      } else if (same(old, wanted)) {
        if (old.nodeType === Node.ELEMENT_NODE) {
          morph(old, wanted);
        } else if (old.nodeValue !== wanted.nodeValue) {
          old.nodeValue = wanted.nodeValue;
        }
        old = old.nextSibling;
      } else {
        from.insertBefore(wanted, old);
      }
    });
    while (old) {
      var next = old.nextSibling;
      from.removeChild(old);
      old = next;
    }
  }

  function takeOver() {
    var plain = PrimeFaces.ajax.Utils.updateElement;
    PrimeFaces.ajax.Utils.updateElement = function (id, content, xhr) {
      var region = document.getElementById(id);
      if (!region || !region.classList.contains("live")) {
        return plain.apply(this, arguments);
      }
      var holder = document.createElement("template");
      holder.innerHTML = content.trim();
      morph(region, holder.content.firstElementChild);
      region.dispatchEvent(new CustomEvent("podspace:live", { bubbles: true }));
    };
  }

  function refresh() {
    clearTimeout(timer);
    if (busy) {
      again = true;
      return;
    }
    // a busy server or browser is asked less often, but not so seldom that changes come late
    var wait = last + Math.max(GAP, Math.min(4 * took, WITHIN - took)) - Date.now();
    if (wait > 0) {
      timer = setTimeout(refresh, wait);
      return;
    }
    if (!document.querySelector(".live") || typeof refreshLive !== "function") {
      return;
    }
    busy = true;
    last = Date.now();
    refreshLive();
  }

  function done() {
    busy = false;
    took = Date.now() - last;
    if (again) {
      again = false;
      refresh();
    }
  }

  /** Says that the page shows the past, and since when; goes when the server answers again. One cut connection is no outage. */
  function away(xhr) {
    failures++;
    setTimeout(refresh, RETRY);
    if ((xhr.status > 0 || failures > 1) && !document.getElementById("away")) {
      var note = document.createElement("div");
      note.id = "away";
      note.className = "banner is-warning";
      note.setAttribute("role", "alert");
      note.textContent = document.body.dataset.away.replace("{0}", new Date(answered).toLocaleTimeString());
      document.getElementById("content").prepend(note);
    }
  }

  function back() {
    answered = Date.now();
    failures = 0;
    var note = document.getElementById("away");
    if (note) {
      note.remove();
    }
  }

  function connect(project, attempt) {
    var scheme = location.protocol === "https:" ? "wss://" : "ws://";
    var socket = new WebSocket(scheme + location.host + "/live/" + project);
    socket.onopen = function () {
      attempt = 0;
      document.documentElement.dataset.live = "on";
      refresh();
    };
    socket.onmessage = refresh;
    socket.onclose = function () {
      document.documentElement.dataset.live = "off";
      setTimeout(function () { connect(project, attempt + 1); }, Math.min(30000, 500 * Math.pow(2, attempt)));
    };
  }

  /** Deadlines (data-until) count down by themselves. */
  function countDown() {
    document.querySelectorAll("[data-until]").forEach(function (element) {
      var left = Math.max(0, Math.round((Date.parse(element.dataset.until) - Date.now()) / 1000));
      var words = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
      if (element.textContent !== words) {
        element.textContent = words;
      }
    });
  }

  PodSpace.refresh = refresh;
  PodSpace.refreshNow = function () {
    last = 0;
    refresh();
  };
  PodSpace.refreshed = done;
  PodSpace.away = away;
  PodSpace.back = back;

  document.addEventListener("DOMContentLoaded", function () {
    if (!window.PrimeFaces) {
      return;
    }
    takeOver();
    countDown();
    setInterval(countDown, 1000);
    document.addEventListener("podspace:live", countDown);
    var region = document.querySelector("[data-live]");
    if (region) {
      connect(region.dataset.live, 0);
    }
    setInterval(function () {
      if (!document.hidden && document.querySelector(".live")) {
        busy = false;
        refresh();
      }
    }, POLL);
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden) {
        refresh();
      }
    });
  });
})();
