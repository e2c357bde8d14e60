// The panel beside the map: one place on one day.

import { loadAnswer } from "../answer.js";
import { since } from "./data.js";
import { dayAt, written } from "./days.js";

export class Panel {
  constructor(element, pages, data, looks) {
    Object.assign(this, { element, pages, data });
    this.looks = new Map(looks.map((look) => [look.letter, look]));
    this.request = 0;
    element.hidden = false;
  }

  /** Colour and date at once; the reasons when they have come. */
  show(area, day) {
    const card = copy("#panel-page");
    const { data } = this;
    const look = this.looks.get(String.fromCharCode(data.table[day * data.areaCount + area]));
    const address = `${this.pages}${data.names.pages[area]}.html`;
    card.querySelector(".answer-head").classList.add(look?.class ?? "k-none");
    card.querySelector(".big-symbol").textContent = look?.symbol ?? "";
    card.querySelector(".panel-name").textContent = data.names.names[area];
    card.querySelector(".panel-above").textContent = data.names.above[area];
    card.querySelector(".panel-zone").textContent = look ? [look.zone, look.level].filter(Boolean).join(" · ") : "";
    card.querySelector(".panel-since span").textContent = written(dayAt(data.first, since(data, area, day)));
    card.querySelector(".more").href = address;
    this.element.replaceChildren(card);
    this.fillReasons(address, day);
  }

  async fillReasons(address, day) {
    const request = (this.request += 1);
    const part = await this.reasons(address, day);
    // Another place may have been chosen in the meantime.
    if (request === this.request) this.element.querySelector(".panel-why").replaceChildren(part);
  }

  async reasons(address, day) {
    try {
      const { card, history } = await loadAnswer(address);
      if (day === this.data.dayCount - 1) {
        const body = card.querySelector(".answer-body");
        const part = document.createDocumentFragment();
        part.append(...body.childNodes);
        return part;
      }
      const part = copy("#panel-past");
      part.querySelector(".past-why").textContent = history.find(({ first, last }) => first <= day && day <= last)?.why ?? "–";
      return part;
    } catch {
      return copy("#panel-lost");
    }
  }
}

function copy(template) {
  return document.querySelector(template).content.cloneNode(true);
}
