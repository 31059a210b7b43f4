"""The screens: server-rendered pages over the flow. No page decides anything; each loads, makes one call, and shows or redirects.

How a page is made:

1. What it shows is a query in `db/queries/<subject>.py`: values by keyset, at most a page of them, no counting.
2. A function in `web/<room>/<subject>.py` on the blueprint `pages`, registered in `app.BLUEPRINTS`::

       @pages.get("/queue")
       def queue() -> str:
           with desk().store.reading() as session:
               return show(session, "queue.html", page=read.page(session, asked_of(request.args, me().id)))

3. Its template extends `page.html`, takes macros from `macros.html`, and words all codes with `say("intent", row.intent)`.
4. What it changes is one function of `flow/`, called inside `acting(...)`, answered with `redirect(..., 303)`::

       @pages.post("/c/<int:number>/solve")
       def solve(number: int) -> Response:
           with acting() as (session, doing):
               row = acts.solve(session, seen(number), doing)
           return done(row.id, "solved")

   Errors of the flow need no handling there: `errors` turns a refusal into a message on the page one came from, a stale version into
   a page that gives the typed text back.
5. Its words stand as `_("English words")` in template or code, and in `templates/i18n/ui/zh-Hans/…/messages.po`, where they are
   written as Chinese; a test names each that is missing.
6. A button that has a key carries it: `data-key="a"`; the script clicks what is visible under that key. Rows of a list that `j` and
   `k` walk carry `data-row`.

7. A form in which somebody types carries `data-keep="what-id"`: its words are kept in the browser until the page says `done(...)`.

The rooms: `matters` (queue, conversation, draft), `cases`, `telling`, `outreach`, `peak`, `house`. Beside them stands what every page uses.

Everyone must be signed in for every page, unless its endpoint stands in `signing_in.OPEN_TO_ALL`. There is no inline script or style.
"""
