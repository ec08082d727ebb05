/*
 * The editor of an environment. The text area is what is sent; rows of name and value are another view of it.
 * Pasting lines of NAME=value into a name makes a row of each.
 */
(function () {
  "use strict";

  function lines(text) {
    return text.split(/\r\n|\r|\n/).filter(function (line) {
      return line.trim() !== "" && line.trim().charAt(0) !== "#";
    });
  }

  function input(label, value) {
    var field = document.createElement("input");
    field.className = "input mono";
    field.setAttribute("aria-label", label);
    field.autocomplete = "off";
    field.spellcheck = false;
    field.value = value;
    return field;
  }

  function button(css, label, icon) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = css;
    if (icon) {
      made.innerHTML = "<span class='pi " + icon + "' aria-hidden='true'></span>";
      made.setAttribute("aria-label", label);
    } else {
      made.textContent = label;
    }
    return made;
  }

  function install(area) {
    var words = area.dataset;
    var pairs = document.createElement("div");
    pairs.className = "pairs";
    var rows = document.createElement("div");
    rows.className = "pairs";
    var add = button("button second small", words.add);
    var toggle = button("button ghost small", words.rows);
    var bar = document.createElement("div");
    bar.className = "buttons";
    bar.append(add, toggle);
    pairs.append(rows);
    area.after(pairs, bar);

    function write() {
      area.value = Array.from(rows.children).map(function (row) {
        var name = row.children[0].value.trim();
        return name === "" ? "" : name + "=" + row.children[1].value;
      }).filter(Boolean).join("\n");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function append(line) {
      var equals = line.indexOf("=");
      var row = document.createElement("div");
      row.className = "pair";
      var name = input(words.name, equals < 0 ? line : line.slice(0, equals).trim());
      var value = input(words.value, equals < 0 ? "" : line.slice(equals + 1));
      var remove = button("button ghost", words.remove + " " + name.value, "pi-times");
      row.append(name, value, remove);
      rows.append(row);
      remove.addEventListener("click", function () {
        row.remove();
        write();
        add.focus();
      });
      row.addEventListener("input", write);
      name.addEventListener("paste", function (event) {
        var text = event.clipboardData.getData("text");
        if (text.indexOf("=") < 0) {
          return;
        }
        event.preventDefault();
        if (name.value === "" && value.value === "") {
          row.remove();
        }
        lines(text).forEach(append);
        write();
      });
      return name;
    }

    function show(asRows) {
      pairs.hidden = !asRows;
      add.hidden = !asRows;
      area.hidden = asRows;
      toggle.textContent = asRows ? words.text : words.rows;
      if (asRows) {
        rows.replaceChildren();
        lines(area.value).forEach(append);
      }
    }

    add.addEventListener("click", function () {
      append("").focus();
    });
    toggle.addEventListener("click", function () {
      show(pairs.hidden);
    });
    show(false);
  }

  function all() {
    document.querySelectorAll("textarea[data-environment]:not([data-installed])").forEach(function (area) {
      area.dataset.installed = "true";
      install(area);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    all();
    new MutationObserver(all).observe(document.getElementById("content"), { childList: true, subtree: true });
  });
})();
