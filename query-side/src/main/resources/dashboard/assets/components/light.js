import { LitElement } from 'lit';

/** A component in the page's own tree, so that headings, labels and styles are those of one document. */
export class Light extends LitElement {
  createRenderRoot() {
    return this;
  }
}
