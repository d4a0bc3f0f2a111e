namespace micromarket {}
