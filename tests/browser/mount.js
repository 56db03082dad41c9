// Gives a desk's module the model that a notebook front end would give it; `window.answer` is Python.
async ([code, state]) => {
    const module = await import(URL.createObjectURL(new Blob([code], {type: 'text/javascript'})));
    const heard = {};
    const tell = (name, ...what) => (heard[name] ?? []).forEach(hear => hear(...what));
    const model = {
        get: name => state[name], set: (name, value) => { state[name] = value; tell(`change:${name}`); },
        on: (name, hear) => (heard[name] ??= []).push(hear),
        off: (name, hear) => { heard[name] = (heard[name] ?? []).filter(one => one !== hear); },
        send: message => { window.answer(message).then(window.hear); },
    };
    window.hear = messages => messages.forEach(message => tell('msg:custom', message));
    document.body.innerHTML = '<div id="cell"></div>';
    module.default.initialize({model});
    module.default.render({model, el: document.getElementById('cell')});
}
