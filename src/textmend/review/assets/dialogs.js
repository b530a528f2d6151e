// Dialogs, messages and the clipboard.

function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => (byId("toast").textContent = ""), 2500);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied: ${text}`);
  } catch {
    // Without permission for the clipboard, the text is shown to be copied by hand.
    byId("export-command").textContent = text;
    toast(text);
  }
}

byId("export").addEventListener("click", () => {
  byId("export-counts").textContent =
    `${counted(decisions.edits.size, "edit")} and ${counted(decisions.rules.size, "rule")} decided.`;
  byId("export-command").textContent = "textmend clean FILES… --decisions decisions.json";
  byId("export-dialog").showModal();
});
byId("export-save").addEventListener("click", () => {
  const link = make("a", {
    href: URL.createObjectURL(new Blob([exported()], { type: "application/json" })),
    download: "decisions.json",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  decisions.saved = true;
  toast("Saved: decisions.json");
});
byId("export-copy").addEventListener("click", () => copy(exported()));
byId("help-open").addEventListener("click", () => byId("help-dialog").showModal());
for (const button of document.querySelectorAll("dialog .close"))
  button.addEventListener("click", () => button.closest("dialog").close());
