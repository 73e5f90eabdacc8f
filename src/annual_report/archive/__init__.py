"""A year sealed for an archive, verified for as long as it is kept, and the record taken out of any copy.

``sealing`` makes packages, ``verify`` looks at them, ``extract`` takes the record out of a PDF or Word
file. A package is a bag (BagIt, RFC 8493) with the editions, the record and all that they were made from.
"""
