"""Pages on sheets: what a copier or a print shop is given. PDF bytes in, PDF bytes out.

The work on the files is pypdf's, which reads the record back out of them as well: it copies pages, fonts and
pictures as they are. It is imported where it is used, since most builds impose nothing.
"""
