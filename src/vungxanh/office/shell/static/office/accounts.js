// Passkeys and security keys: the button of a form[data-key] asks the browser for the key, then sends the form.

for (const form of document.querySelectorAll("form[data-key]")) {
  form.hidden = false;
  form.querySelector("button[type=button]").addEventListener("click", () => ask(form));
}

async function ask(form) {
  const fault = form.querySelector("[role=alert]");
  fault.hidden = true;
  try {
    const answer = await answered(form);
    form.elements.namedItem("credential").value = JSON.stringify(answer);
    form.submit();
  } catch {
    fault.hidden = false;
  }
}

async function answered(form) {
  if (form.dataset.key === "create") return window.webauthnJSON.create(toCreate(form));
  if (form.dataset.key === "get") return window.webauthnJSON.get(given().request_options);
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const data = await (await fetch(form.action, { headers })).json();
  return window.webauthnJSON.get(data.request_options);
}

// A key that signs in alone must be kept by the device and ask for PIN, finger or face.
function toCreate(form) {
  const options = given().creation_options;
  const alone = form.elements.namedItem("passwordless")?.checked ?? false;
  const choice = options.publicKey.authenticatorSelection;
  choice.residentKey = alone ? "required" : "discouraged";
  choice.requireResidentKey = alone;
  if (alone) choice.userVerification = "required";
  return options;
}

function given() {
  return JSON.parse(document.getElementById("key-options").textContent);
}
