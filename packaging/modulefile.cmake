# The prefix is known at installation only (cmake --install --prefix ...), so the modulefile is written then.
install(CODE "
  set(MICROWORK_VERSION \"${PROJECT_VERSION}\")
  set(MICROWORK_BINDIR \"${CMAKE_INSTALL_BINDIR}\")
  set(MICROWORK_DATADIR \"${CMAKE_INSTALL_DATADIR}\")
  get_filename_component(MICROWORK_PREFIX \"\${CMAKE_INSTALL_PREFIX}\" ABSOLUTE)
  set(file \"\$ENV{DESTDIR}\${MICROWORK_PREFIX}/${CMAKE_INSTALL_DATADIR}/modulefiles/microwork/${PROJECT_VERSION}\")
  message(STATUS \"Installing: \${file}\")
  configure_file(\"${CMAKE_CURRENT_LIST_DIR}/modulefile.tcl.in\" \"\${file}\" @ONLY)
")
