(function () {
  "use strict";
  var view = document.getElementById("timeline-view");

  /* Paper shows everything. */
  var opened = [];
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (details) {
      opened.push(details);
      details.open = true;
    });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });

  if (view === null) { return; }
  var wide = view.firstElementChild;
  var zoom = 1;

  /* The place under x, in pixels from the left edge of the view, stays there. */
  function zoomTo(next, x) {
    next = Math.max(1, Math.min(64, next));
    var place = (view.scrollLeft + x) / wide.offsetWidth;
    zoom = next;
    wide.style.width = zoom === 1 ? "" : zoom * 100 + "%";
    view.scrollLeft = place * wide.offsetWidth - x;
    shown.textContent = zoom === 1 ? "" : Math.round(zoom * 100) + "%";
    wide.classList.toggle("near", zoom >= 6);
    writeNames();
  }

  /* The name of a bar's file; its end if the bar is too narrow. */
  function fitting(bar, width) {
    var name = bar.textContent.split(": ")[0].split("/").pop();
    var most = Math.floor((width - 8) / 7);
    return most >= name.length ? name : 8 > most ? "" : "..." + name.slice(3 - most);
  }

  /* Names in the bars that have become wide enough. */
  var names = [];
  function writeNames() {
    names.forEach(function (name) { name.remove(); });
    names = [];
    view.querySelectorAll("g.c > svg, g.s > svg, g.l > svg, g.o > svg, g.k > svg").forEach(function (bar) {
      bar.lastElementChild.textContent = fitting(bar.firstElementChild, bar.getBoundingClientRect().width);
    });
    if (zoom === 1) { return; }
    view.querySelectorAll("g.c > rect, g.s > rect, g.l > rect, g.o > rect, g.k > rect").forEach(function (bar) {
      var width = bar.getBoundingClientRect().width;
      var height = Number(bar.getAttribute("height"));
      if (50 > width || 12 > height || fitting(bar, width) === "") { return; }
      var name = document.createElementNS("http://www.w3.org/2000/svg", "text");
      name.textContent = fitting(bar, width);
      name.setAttribute("x", bar.getAttribute("x"));
      name.setAttribute("dx", 5);
      name.setAttribute("y", Number(bar.getAttribute("y")) + height / 2 + 4);
      name.setAttribute("pointer-events", "none");
      bar.after(name);
      names.push(name);
    });
  }

  function middle() { return view.clientWidth / 2; }

  var tools = document.createElement("p");
  tools.className = "tools";
  function button(label, text, factor) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", function () { zoomTo(factor === 0 ? 1 : zoom * factor, middle()); });
    tools.appendChild(made);
  }
  button("Zoom in", "+", 2);
  button("Zoom out", "\u2212", 0.5);
  button("Show all", "All", 0);
  var shown = document.createElement("output");
  tools.appendChild(shown);
  function hint(text, width) {
    var made = document.createElement("span");
    made.textContent = text;
    made.className = width;
    tools.appendChild(made);
  }
  if (!wide.classList.contains("fit")) { hint("Swipe sideways", "narrow"); }
  hint("Ctrl and wheel, or + - 0 on the keyboard", "");
  view.parentNode.insertBefore(tools, view);
  writeNames();
  addEventListener("resize", writeNames);

  view.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "+" || event.key === "=") { zoomTo(zoom * 2, middle()); }
    else if (event.key === "-") { zoomTo(zoom / 2, middle()); }
    else if (event.key === "0") { zoomTo(1, 0); }
    else { return; }
    event.preventDefault();
  });
  addEventListener("beforeprint", function () { zoomTo(1, 0); });
  view.addEventListener("wheel", function (event) {
    if (!event.ctrlKey) { return; }
    event.preventDefault();
    var x = event.clientX - view.getBoundingClientRect().left;
    zoomTo(zoom * Math.pow(2, -event.deltaY / 200), x);
  }, { passive: false });
}());
