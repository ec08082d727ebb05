/*
 * The arrows: clicks within 650 ms become one request with the number that was meant; the number moves at once, and
 * going to 0 asks first.
 */
window.PodSpace = window.PodSpace || {};

(function () {
  "use strict";

  var MERGE = 650;
  var TRIES = 5;
  var wishes = {};
  var asked = null;

  function buttons(deployment) {
    return document.querySelectorAll("[data-scale][data-deployment='" + deployment + "']");
  }

  /** Shows the number that is meant, and keeps doing so over live updates until the server has taken it. */
  function show(deployment) {
    var wish = wishes[deployment];
    buttons(deployment).forEach(function (button) {
      if (button.dataset.scale === "down") {
        button.disabled = wish.wanted === 0;
      }
    });
    var text = document.querySelector("[data-scaling='" + deployment + "']");
    if (text) {
      text.textContent = text.dataset.words.replace("{0}", wish.wanted);
    }
  }

  function plan(deployment, wanted) {
    var wish = wishes[deployment] || {};
    clearTimeout(wish.timer);
    wishes[deployment] = {
      wanted: wanted,
      timer: setTimeout(function () { send(deployment); }, MERGE)
    };
    show(deployment);
  }

  function send(deployment) {
    var wish = wishes[deployment];
    wish.sent = true;
    wish.tries = (wish.tries || 0) + 1;
    sendScale([{ name: "deployment", value: deployment }, { name: "replicas", value: wish.wanted }]);
  }

  /** The server has taken the numbers that were sent, or has said why not; one that never got there is sent again. */
  PodSpace.scaled = function (xhr) {
    Object.keys(wishes).forEach(function (deployment) {
      var wish = wishes[deployment];
      if (!wish.sent) {
        return;
      }
      if (xhr && xhr.status === 0 && wish.tries < TRIES) {
        wish.sent = false;
        wish.timer = setTimeout(function () { send(deployment); }, MERGE);
      } else {
        delete wishes[deployment];
      }
    });
    PodSpace.refresh();
  };

  function click(button) {
    var deployment = button.dataset.deployment;
    var wish = wishes[deployment];
    var wanted = wish ? wish.wanted : Number(button.dataset.wanted);
    wanted += button.dataset.scale === "up" ? 1 : -1;
    if (wanted < 0) {
      return;
    }
    if (wanted === 0) {
      if (wish) {
        clearTimeout(wish.timer);
      }
      asked = { deployment: deployment, button: button, back: wish ? wish.wanted : null };
      PF("toZero").show();
      return;
    }
    plan(deployment, wanted);
  }

  function answer(yes) {
    var question = asked;
    if (!question) {
      return;
    }
    asked = null;
    PF("toZero").hide();
    if (yes) {
      plan(question.deployment, 0);
    } else if (question.back !== null) {
      plan(question.deployment, question.back);
    }
    question.button.focus();
  }

  /** The question was left without an answer: nothing stops. */
  PodSpace.keepRunning = function () {
    answer(false);
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-scale]");
    if (button && !button.disabled) {
      click(button);
    }
    var zero = event.target.closest("[data-zero]");
    if (zero) {
      answer(zero.dataset.zero === "yes");
    }
  });

  /** Leaving the page does not lose what was clicked a moment before. */
  window.addEventListener("pagehide", function () {
    Object.keys(wishes).forEach(function (deployment) {
      var wish = wishes[deployment];
      if (!wish.sent) {
        var form = new URLSearchParams(new FormData(document.getElementById("live-calls")));
        form.set("live-calls:scale", "live-calls:scale");
        form.set("deployment", deployment);
        form.set("replicas", wish.wanted);
        navigator.sendBeacon(location.href, form);
        clearTimeout(wish.timer);
      }
    });
  });

  document.addEventListener("podspace:live", function () {
    Object.keys(wishes).forEach(show);
  });
})();
