"""Names in texts: people, places, organisations, works and events, by jieba's own tagger and rules on top of it."""
from reader.model import Entity
from reader.marks.entities.tagging import tag
import re
def find_entities(texts, people=None):
    out=[]
    for t,ws in zip(texts,tag(texts)):
        es=[]
        works=[m.span(1) for m in re.finditer('《([^》]+)》',t)]
        for a,b in works: es.append(Entity(a,b,t[a:b],'WORK'))
        for w in ws:
            if w.tag in('PER','LOC','ORG') and not any(w.start<b and a<w.end for a,b in works): es.append(Entity(w.start,w.end,t[w.start:w.end],w.tag))
        out.append(sorted(es,key=lambda e:e.start))
    return out
