/* A page opened from a file cannot start a worker, so the search runs in a frame of the page instead. */
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.ready = new Promise((resolve) => {
        this.frame.onload = () => resolve(this.frame.contentWindow)
      })
      this.frame.srcdoc = `<script>postMessage = (data) => parent.dispatchEvent(new MessageEvent("search", { data }))</script>
        <script src="${new URL(url, document.baseURI)}"></script>`
      addEventListener("search", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })))
      document.documentElement.append(this.frame)
    }

    postMessage(data) {
      this.ready.then((frame) => frame.dispatchEvent(new MessageEvent("message", { data })))
    }
  }
