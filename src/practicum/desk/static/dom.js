// Descriptions of nodes, and the one function that makes the page agree with them.
// A node is kept as long as its tag and key stay: focus, selection, scroll and half-typed text survive every redraw.

/** Describe an element. `key` names it among its siblings; `html` is trusted markup; `created` sees the new node once. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: children.flat(Infinity) };
}

const isText = (want) => typeof want !== "object";
const isNothing = (want) => want === null || want === undefined || want === false || want === "";

// Without a key, the place counts, holes included: `condition && h(...)` never renames what follows it.
// A list of changing length therefore needs keys, and a parent of its own.
const keyOf = (want, place) => (isText(want) ? `text ${place}` : `${want.tag} ${want.props.key ?? place}`);

/** Make the children of `parent` agree with `wanted`, moving as few nodes as possible. */
export function patch(parent, wanted) {
  const plan = [];
  wanted.forEach((want, place) => {
    if (!isNothing(want)) plan.push([keyOf(want, place), want]);
  });
  const live = new Map();
  const keys = new Set(plan.map(([key]) => key));
  for (const node of [...parent.childNodes]) {
    if (keys.has(node.deskKey)) live.set(node.deskKey, node);
    else node.remove();
  }
  let cursor = parent.firstChild;
  for (const [key, want] of plan) {
    const known = live.get(key);
    const node = known ?? make(want, key);
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
    refresh(node, want);
    if (!known) want.props?.created?.(node);
  }
}

function make(want, key) {
  const node = isText(want) ? document.createTextNode(want) : document.createElement(want.tag);
  node.deskKey = key;
  return node;
}

function refresh(node, want) {
  if (isText(want)) {
    if (node.data !== String(want)) node.data = want;
    return;
  }
  if (node.deskWant === want) return; // the same description as last time: nothing below can differ
  const before = node.deskWant?.props ?? {};
  for (const name of Object.keys({ ...before, ...want.props })) {
    if (before[name] !== want.props[name]) setProperty(node, name, want.props[name], node.deskWant === undefined);
  }
  node.deskWant = want;
  if (want.props.html === undefined) patch(node, want.children);
}

function setProperty(node, name, value, isNew) {
  if (name === "key" || name === "created") return;
  if (name === "html") node.innerHTML = value;
  else if (name === "initial") isNew && (node.value = value); // afterwards the text belongs to the person who types
  else if (name.startsWith("on")) node[name] = value ?? null;
  else if (["checked", "disabled", "hidden", "selected"].includes(name)) node[name] = Boolean(value);
  else if (isNothing(value)) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : value);
}

/** Compute a description again only when one of `inputs` has changed. */
export function remembered(memory, name, inputs, describe) {
  const last = memory[name];
  if (last && last.inputs.every((input, n) => input === inputs[n])) return last.want;
  const want = describe();
  memory[name] = { inputs, want };
  return want;
}
